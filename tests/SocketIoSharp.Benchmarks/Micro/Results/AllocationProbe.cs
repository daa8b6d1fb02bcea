using System.Reflection;
using BenchmarkDotNet.Running;

namespace SocketIoSharp.Benchmarks.Micro.Results;

/// <summary>
/// Counts what an operation allocates, to the byte. The library counts for the whole process and its own memory with it, which tells for operations of a
/// millisecond. Here everything happens on the calling thread, so that thread's memory is the operation's.
/// </summary>
internal static class AllocationProbe
{
    private const int Rounds = 5;
    private const int MostInvocations = 10_000;
    private const double RoundNanoseconds = 10_000_000;

    /// <param name="benchmark">A benchmark that has been run, so that its code is compiled as it is going to stay.</param>
    /// <param name="nanoseconds">The time of one operation.</param>
    public static long BytesPerOperation(BenchmarkCase benchmark, double nanoseconds)
    {
        var descriptor = benchmark.Descriptor;
        var group = Activator.CreateInstance(descriptor.Type)!;
        foreach (var parameter in benchmark.Parameters.Items)
        {
            descriptor.Type.GetProperty(parameter.Name)!.SetValue(group, parameter.Value);
        }

        descriptor.GlobalSetupMethod?.Invoke(group, null);
        try
        {
            var perInvocation = nanoseconds * descriptor.OperationsPerInvoke;
            var invocations = (int)Math.Clamp(RoundNanoseconds / perInvocation, 1, MostInvocations);
            var operation = ToAction(descriptor.WorkloadMethod, group);
            return (long)Math.Round(MedianOfRounds(operation, invocations) / (double)(invocations * descriptor.OperationsPerInvoke));
        }
        finally
        {
            descriptor.GlobalCleanupMethod?.Invoke(group, null);
        }
    }

    private static long MedianOfRounds(Action operation, int invocations)
    {
        // What is kept for the next time is made the first time.
        Repeat(operation, invocations);
        var rounds = new long[Rounds];
        for (var i = 0; i < Rounds; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Repeat(operation, invocations);
            rounds[i] = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Array.Sort(rounds);
        return rounds[Rounds / 2];
    }

    private static void Repeat(Action operation, int invocations)
    {
        for (var i = 0; i < invocations; i++)
        {
            operation();
        }
    }

    private static Action ToAction(MethodInfo method, object group) =>
        method.ReturnType == typeof(void)
            ? method.CreateDelegate<Action>(group)
            : (Action)typeof(AllocationProbe).GetMethod(nameof(Ignoring), BindingFlags.NonPublic | BindingFlags.Static)!
                .MakeGenericMethod(method.ReturnType).Invoke(null, [method, group])!;

    private static Action Ignoring<T>(MethodInfo method, object group)
    {
        var function = method.CreateDelegate<Func<T>>(group);
        return () => _ = function();
    }
}
