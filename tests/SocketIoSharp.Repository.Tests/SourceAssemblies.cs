using System.Reflection;
using SocketIoSharp.EngineIo;
using SocketIoSharp.Forwarding;
using SocketIoSharp.MessagePack;
using SocketIoSharp.PostgreSql;
using SocketIoSharp.Protocol.SocketIo;
using SocketIoSharp.Redis;
using SocketIoSharp.Specification;
using SocketIoSharp.Testing;

namespace SocketIoSharp.Repository.Tests;

/// <summary>The assemblies of <c>src</c>, from the lowest layer up.</summary>
internal static class SourceAssemblies
{
    public static Assembly Protocol { get; } = typeof(Packet).Assembly;

    public static Assembly EngineIo { get; } = typeof(EngineSession).Assembly;

    public static Assembly Server { get; } = typeof(SocketIoServer).Assembly;

    public static Assembly Testing { get; } = typeof(SocketIoTestClient).Assembly;

    public static Assembly MessagePack { get; } = typeof(MessagePackPacketParser).Assembly;

    public static Assembly Specification { get; } = typeof(ClusterSpecification).Assembly;

    public static Assembly Redis { get; } = typeof(RedisOptions).Assembly;

    public static Assembly PostgreSql { get; } = typeof(PostgreSqlOptions).Assembly;

    public static Assembly Forwarding { get; } = typeof(ForwardingOptions).Assembly;

    public static Assembly[] All { get; } = [Protocol, EngineIo, Server, Testing, MessagePack, Specification, Redis, PostgreSql, Forwarding];

    /// <summary>The types that somebody wrote.</summary>
    public static IEnumerable<Type> Types => All.SelectMany(assembly => assembly.GetTypes()).Where(type => !type.FullName!.Contains('<', StringComparison.Ordinal));
}
