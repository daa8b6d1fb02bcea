namespace SocketIoSharp.Server.Tests.Payloads;

/// <summary>An argument with binary in many places.</summary>
internal sealed record Picture(string Name, byte[] Pixels, ReadOnlyMemory<byte> Preview, List<byte[]> Layers, Dictionary<string, byte[]?> Named, Picture? Inner = null);
