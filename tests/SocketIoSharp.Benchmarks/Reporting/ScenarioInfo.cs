namespace SocketIoSharp.Benchmarks.Reporting;

/// <summary>What is played.</summary>
/// <param name="Name">For example <c>echo-8</c>.</param>
/// <param name="Title">The same for readers.</param>
/// <param name="Unit">What is counted: <c>message</c>, <c>delivery</c> or <c>connection</c>.</param>
/// <param name="Headline">The figure that matters: <c>cpu</c>, <c>memory</c>, <c>rate</c>, <c>latency</c>, <c>bytes</c> or <c>idle</c>.</param>
internal sealed record ScenarioInfo(string Name, string Title, string Unit, string Headline);
