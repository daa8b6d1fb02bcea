using System.Net;
using System.Text;

namespace SocketIoSharp.Forwarding.Tests;

/// <summary>A body whose length is not announced.</summary>
internal sealed class ChunkedContent(string text) : HttpContent
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync(Encoding.UTF8.GetBytes(text)).AsTask();

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
