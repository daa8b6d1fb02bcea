namespace SocketIoSharp.Server.Tests.Events;

internal static class GreeterExtensions
{
    public static string GreetByExtension(this HandlerShapeTests.Greeter greeter, string name) => greeter.See(name);

    public static string GreetMaybe(this HandlerShapeTests.Greeter greeter, string? name) => greeter.See(name ?? "nobody");
}
