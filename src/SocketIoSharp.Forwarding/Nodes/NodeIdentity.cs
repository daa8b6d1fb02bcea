using System.Buffers.Text;
using System.Security.Cryptography;
using SocketIoSharp.EngineIo;

namespace SocketIoSharp.Forwarding.Nodes;

/// <summary>Who this node is to the others, from its start to its end.</summary>
internal sealed class NodeIdentity(ForwardingOptions options)
{
    private const int SecretBytes = 24;

    public string Code { get; } = options.NodeCode ?? NodeCode.Create();

    public string Secret { get; } = options.Secret ?? Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
}
