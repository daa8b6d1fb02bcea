namespace SocketIoSharp.EngineIo.Transports.Compression;

/// <summary>One extension that a client offers. A parameter without a value has <see langword="null"/>.</summary>
internal sealed record ExtensionOffer(string Name, IReadOnlyList<KeyValuePair<string, string?>> Parameters);
