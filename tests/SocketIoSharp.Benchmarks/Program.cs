using SocketIoSharp.Benchmarks;

// dotnet run -c Release --project tests/SocketIoSharp.Benchmarks -- idle --connections 1000 --seconds 60
return args switch
{
    ["serve"] => await MeasuredServer.RunAsync(),
    ["idle", .. var rest] => await IdleScenario.RunAsync(Arguments.Parse(rest)),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        Usage:
          idle [--connections 1000] [--seconds 60]
              memory and processor time of a server whose connected clients do nothing but answer heartbeats
        """);
    return 2;
}
