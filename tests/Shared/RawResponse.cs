namespace SocketIoSharp.Tests.Shared;

/// <summary>A response as it came over a <see cref="RawConnection"/>.</summary>
internal sealed record RawResponse(int Status, IReadOnlyDictionary<string, string> Headers, string Body);
