namespace SocketIoSharp.Interop.Tests.ClientMatrix;

/// <summary>How one aspect of one row went.</summary>
/// <param name="Aspect">The column.</param>
/// <param name="Error">What went wrong; <see langword="null"/> if nothing did.</param>
/// <param name="Skipped">Whether the client has no such thing.</param>
internal sealed record AspectOutcome(string Aspect, string? Error = null, bool Skipped = false);
