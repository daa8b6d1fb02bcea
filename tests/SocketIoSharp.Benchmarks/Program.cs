using SocketIoSharp.Benchmarks;
using SocketIoSharp.Benchmarks.Cluster;
using SocketIoSharp.Benchmarks.Cluster.Nodes;
using SocketIoSharp.Benchmarks.Cluster.Reporting;
using SocketIoSharp.Benchmarks.Micro;
using SocketIoSharp.Benchmarks.Reporting;
using SocketIoSharp.Benchmarks.Servers;

try
{
    return args switch
    {
        ["serve", var name] => await BenchmarkedServers.RunAsync(name),
        ["serve-node", var engine, var port, var prefix] => await ClusterNodeServer.RunAsync(engine, port, prefix),
        ["load", .. var rest] => await LoadAsync(LoadOptions.Parse(rest)),
        ["micro", .. var rest] => MicroBenchmarks.Run(rest),
        ["cluster", .. var rest] => await ClusterAsync(ClusterOptions.Parse(rest)),
        ["report", .. var rest] => await ReportAsync(LoadOptions.Parse(rest)),
        ["report-cluster", .. var rest] => await ReportClusterAsync(ClusterOptions.Parse(rest)),
        ["all", .. var rest] => await AllAsync(LoadOptions.Parse(rest)),
        _ => Usage(),
    };
}
catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or PlatformNotSupportedException)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}

static async Task<int> AllAsync(LoadOptions options)
{
    await LoadAsync(options with { Afterwards = MicroBenchmarks.Expect(options.IsQuick) });
    string[] quick = options.IsQuick ? ["--quick"] : [];
    var code = MicroBenchmarks.Run(["--output", options.Folder, .. quick]);
    return code != 0 ? code : await ClusterAsync(ClusterOptions.Parse(["--output", options.Folder, .. quick]));
}

static async Task<int> ClusterAsync(ClusterOptions options)
{
    Console.WriteLine(await ClusterReport.WriteAsync(new ClusterBenchmark(options).Run(), options.Folder));
    return 0;
}

static async Task<int> ReportClusterAsync(ClusterOptions options)
{
    Console.WriteLine(await ClusterReport.WriteAsync(await ClusterFile.ReadAsync(options.Folder), options.Folder));
    return 0;
}

static async Task<int> LoadAsync(LoadOptions options)
{
    var results = new LoadBenchmark(options).Run();
    Console.WriteLine(await ReportWriter.WriteAsync(results, options.Folder));
    return 0;
}

// Tables and plots once more, from what was measured before.
static async Task<int> ReportAsync(LoadOptions options)
{
    var results = await ResultFile.ReadAsync(options.Folder);
    Console.WriteLine(await ReportWriter.WriteAsync(results, options.Folder));
    return 0;
}

static int Usage()
{
    Console.Error.WriteLine("""
        Usage:
          all    [--quick] [--output FOLDER]
              all parts; the results go to docs/performance, or to another folder
          load   [--quick] [--servers A,B] [--scenarios A,B] [--output FOLDER]
              the servers side by side, each in a process of its own, under load
          micro  [--quick] [--filter TEXT] [--output FOLDER]
              time and memory of the parts of our server, one by one
          cluster [--quick] [--engines A,B] [--servers A,B] [--scenarios A,B] [--output FOLDER]
              clusters of our nodes and of Node.js with the official adapters, on PostgreSQL and Redis
          report [--output FOLDER]
          report-cluster [--output FOLDER]
              tables and plots anew, from what load or cluster has measured before
        """);
    return 2;
}
