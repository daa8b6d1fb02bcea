using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace SocketIoSharp.EngineIo.Transports;

/// <summary>The body of a POST in rented memory. Dispose of it to give the memory back.</summary>
internal struct PostBody : IDisposable
{
    private const int InitialSize = 4096;

    // Memory follows the bytes that came, not the number that a header promised.
    private const int LargestFirst = 64 * 1024;
    private byte[] _buffer;
    private int _length;

    /// <summary>The body as valid UTF-8; invalid sequences are replaced, as JavaScript does.</summary>
    public readonly ReadOnlyMemory<byte> Text => Utf8Text.From(Bytes);

    /// <summary>The body as it came.</summary>
    public readonly ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(0, _length);

    /// <summary>Reads the body.</summary>
    /// <returns><see langword="null"/> when it is larger than <paramref name="limit"/>; nothing beyond is kept.</returns>
    /// <exception cref="IOException">The client went away.</exception>
    public static async Task<PostBody?> ReadAsync(HttpContext http, int limit)
    {
        // The limit of this layer is the one that counts; the server's own may be smaller.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = null;
        }

        var announced = http.Request.ContentLength;
        if (announced > limit)
        {
            return null;
        }

        // One byte more than announced, so that the end is seen without growing.
        var body = new PostBody { _buffer = ArrayPool<byte>.Shared.Rent(announced is { } length ? (int)Math.Min(length + 1, LargestFirst) : InitialSize) };
        try
        {
            while (true)
            {
                var read = await http.Request.Body.ReadAsync(body._buffer.AsMemory(body._length), http.RequestAborted);
                body._length += read;
                if (read == 0)
                {
                    return body;
                }

                if (body._length > limit)
                {
                    body.Dispose();
                    return null;
                }

                body.GrowIfFull();
            }
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    public readonly void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private void GrowIfFull()
    {
        if (_length < _buffer.Length)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        _buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
