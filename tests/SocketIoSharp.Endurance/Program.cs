using SocketIoSharp.Endurance;
using SocketIoSharp.Endurance.Churn;
using SocketIoSharp.Endurance.Fuzzing;
using SocketIoSharp.Endurance.Jitter;
using SocketIoSharp.Endurance.NoAffinity;
using SocketIoSharp.Endurance.Pressure;
using SocketIoSharp.Endurance.Restart;
using SocketIoSharp.Endurance.Rolling;
using SocketIoSharp.Endurance.Serving;
using SocketIoSharp.Endurance.SlowReceivers;

try
{
    return args switch
    {
        ["churn", .. var rest] => await ChurnRun.RunAsync(RunOptions.Parse(rest)),
        ["soak", .. var rest] => await SoakRun.RunAsync(RunOptions.Parse(rest)),
        ["slow-receiver", .. var rest] => await SlowReceiverRun.RunAsync(RunOptions.Parse(rest)),
        ["jitter", .. var rest] => await JitterRun.RunAsync(rest),
        ["restart", .. var rest] => await RestartRun.RunAsync(RunOptions.Parse(rest)),
        ["rolling", .. var rest] => await RollingRun.RunAsync(rest),
        ["fuzz", .. var rest] => await FuzzRun.RunAsync(rest),
        ["pressure", .. var rest] => await PressureRun.RunAsync(RunOptions.Parse(rest)),
        ["no-affinity", .. var rest] => await NoAffinityRun.RunAsync(rest),
        ["serve", var name, .. var rest] => await ServedApplications.RunAsync(name, rest),
        _ => Usage(),
    };
}
catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or PlatformNotSupportedException)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}

static int Usage()
{
    Console.Error.WriteLine("""
        Each run starts servers and clients of its own, writes what it has measured, and ends with code 1 where a promise was not kept.

        Usage:
          RUN [--quick] [--duration 90s|2m|1h] [--seed N] [--output FOLDER]
              the results go to docs/endurance, or to another folder
          churn
              100,000 connections in turns: what the server holds afterwards
          soak
              the same kinds of connections without a pause, for an hour unless told otherwise
          slow-receiver
              clients that stop reading under a stream: what they cost, and whom they delay
          jitter [--server socketiosharp|node|both] [--without-recovery]
              stock clients whose connections are cut every few seconds miss nothing; without recovery they do, and the run has to say so
          restart
              a server that is restarted under its clients: when they are back, and what is lost
          rolling [--nodes stopped|killed] [--without-recovery]
              all nodes of a cluster are stopped or killed and begin again, one after the other: stock clients miss nothing; without recovery they do, and the run has to say so
          fuzz [--replay FILE]
              broken inputs for every decoder and broken dialogues for live servers, each for as long as --duration says; a file that it wrote is played again
          pressure
              clients that answer every ping stay, whether the server has no threads, no memory, no time or another time of day; one that answers none goes
          no-affinity [--without-forwarding]
              stock clients whose requests reach another node each time lose nothing; where nodes do not pass them on they do, and the run has to say so
          serve NAME
              one of the servers that the runs start
        """);
    return 2;
}
