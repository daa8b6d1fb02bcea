using SocketIoSharp.Endurance;

try
{
    return args is [var name, .. var rest] && Command.All.FirstOrDefault(command => command.Name == name) is { } command
        ? await command.RunAsync(rest)
        : Usage();
}
catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or PlatformNotSupportedException or TimeoutException)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}

static int Usage()
{
    Console.Error.WriteLine("Usage:");
    foreach (var command in Command.All)
    {
        Console.Error.WriteLine($"  {command.Name} {command.Options}");
        Console.Error.WriteLine($"      {command.Help}");
    }

    return 2;
}
