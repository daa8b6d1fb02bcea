using System.Reflection;
using Microsoft.Extensions.Logging;

namespace SocketIoSharp.Repository.Tests;

/// <summary>Operators filter and alert by the id of a log event.</summary>
internal sealed class LogEventTests
{
    public static readonly (string Method, LoggerMessageAttribute Event)[] Events =
    [
        .. SourceAssemblies.Types
            .SelectMany(type => type.GetMethods(BindingFlags.DeclaredOnly | BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            .Select(method => ($"{method.DeclaringType}.{method.Name}", method.GetCustomAttribute<LoggerMessageAttribute>()!))
            .Where(found => found.Item2 is not null),
    ];

    [Test]
    public void LogEvents_Ids_AreUnique() =>
        Events.GroupBy(found => found.Event.EventId).Where(group => group.Count() > 1)
            .Select(group => $"{group.Key}: {string.Join(", ", group.Select(found => found.Method))}").Should().BeEmpty();

    [Test]
    public void LogEvents_Each_HasAnIdAndAName() =>
        Events.Where(found => found.Event.EventId <= 0 || string.IsNullOrEmpty(found.Event.EventName)).Select(found => found.Method).Should().BeEmpty();

    [Test]
    public void LogEvents_InTheSources_AreAllFound() =>
        RepositoryFiles.In("src", "*.cs").SelectMany(file => File.ReadLines(RepositoryFiles.PathOf(file)))
            .Count(line => line.Contains("[LoggerMessage(", StringComparison.Ordinal)).Should().BePositive().And.Be(Events.Length);
}
