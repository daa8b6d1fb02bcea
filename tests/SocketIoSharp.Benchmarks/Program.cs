using SocketIoSharp.Benchmarks;
using SocketIoSharp.Benchmarks.Micro;

// dotnet run -c Release --project tests/SocketIoSharp.Benchmarks -- idle --connections 1000 --seconds 60
return args switch
{
    ["serve"] => await MeasuredServer.RunAsync(),
    ["idle", .. var rest] => await IdleScenario.RunAsync(Arguments.Parse(rest)),
    ["micro", .. var rest] => MicroBenchmarks.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        Usage:
          idle [--connections 1000] [--seconds 60]
              memory and processor time of a server whose connected clients do nothing but answer heartbeats
          micro [--quick] [--output docs/performance] [--filter TEXT]
              time and memory of the server's parts, one by one
        """);
    return 2;
}
