using SocketIoSharp.EngineIo.Transports.Compression;

namespace SocketIoSharp.EngineIo.Tests.Transports.Compression;

/// <summary>Each row was taken from the reference's WebSocket layer (ws), but for the windows that are not ours.</summary>
internal sealed class DeflateAgreementTests
{
    [TestCase("permessage-deflate", "permessage-deflate")]
    [TestCase("permessage-deflate; client_max_window_bits", "permessage-deflate")]
    [TestCase("permessage-deflate; client_max_window_bits=10", "permessage-deflate; client_max_window_bits=10")]
    [TestCase("permessage-deflate;client_max_window_bits=\"10\"", "permessage-deflate; client_max_window_bits=10")]
    [TestCase("permessage-deflate; client_max_window_bits=\"1\\0\"", "permessage-deflate; client_max_window_bits=10")]
    [TestCase("permessage-deflate; server_max_window_bits=15", "permessage-deflate; server_max_window_bits=15")]
    [TestCase("permessage-deflate; server_no_context_takeover; client_no_context_takeover", "permessage-deflate; server_no_context_takeover; client_no_context_takeover")]
    [TestCase("permessage-deflate; client_no_context_takeover; server_no_context_takeover", "permessage-deflate; client_no_context_takeover; server_no_context_takeover")]
    [TestCase("x-webkit-deflate-frame, permessage-deflate; client_no_context_takeover, permessage-deflate", "permessage-deflate; client_no_context_takeover")]
    [TestCase("constructor", null)]
    [TestCase("hasOwnProperty, __proto__; toString=1", null)]
    [TestCase("x; a; a; b=1; b=2", null)]
    [TestCase("permessage-deflate \t;\t client_max_window_bits , x", "permessage-deflate")]
    public void TryReach_ValidHeader_AgreesAsTheReferenceDoes(string header, string? expected) => Reach(header).Should().Be((true, expected));

    [TestCase("")]
    [TestCase(",")]
    [TestCase("permessage-deflate,")]
    [TestCase(",permessage-deflate")]
    [TestCase("permessage-deflate,,x")]
    [TestCase("permessage-deflate;")]
    [TestCase("permessage-deflate;;x")]
    [TestCase("per message")]
    [TestCase("x; a b")]
    [TestCase("x; a =1")]
    [TestCase("x; a= 1")]
    [TestCase("x; a=")]
    [TestCase("x; =1")]
    [TestCase("x; a=\"\"")]
    [TestCase("x; a=\"1")]
    [TestCase("x; a=\"1 2\"")]
    [TestCase("x; a=\"1\"2")]
    [TestCase("x; a=\"1\\")]
    [TestCase("x; a=1=2")]
    [TestCase("x(y)")]
    [TestCase("\u00e4")]
    [TestCase("permessage-deflate; unknown")]
    [TestCase("permessage-deflate; constructor")]
    [TestCase("permessage-deflate; client_no_context_takeover=1")]
    [TestCase("permessage-deflate; server_no_context_takeover; server_no_context_takeover")]
    [TestCase("permessage-deflate; client_max_window_bits=7")]
    [TestCase("permessage-deflate; client_max_window_bits=16")]
    [TestCase("permessage-deflate; client_max_window_bits=x")]
    [TestCase("permessage-deflate; server_max_window_bits")]
    [TestCase("permessage-deflate; server_max_window_bits=99999999999999999999")]
    [TestCase("permessage-deflate, permessage-deflate; unknown")]
    public void TryReach_InvalidHeader_IsRefusedAsByTheReference(string header) => Reach(header).Should().Be((false, null));

    // The reference agrees to the first; System.IO.Compression has one window only, so the next offer counts, or none.
    [TestCase("permessage-deflate; server_max_window_bits=10", null)]
    [TestCase("permessage-deflate; server_max_window_bits=10, permessage-deflate", "permessage-deflate")]
    public void TryReach_SmallerWindowForTheServer_IsNotAgreedTo(string header, string? expected) => Reach(header).Should().Be((true, expected));

    [TestCase("permessage-deflate", "permessage-deflate; server_no_context_takeover; client_no_context_takeover")]
    [TestCase("permessage-deflate; client_no_context_takeover", "permessage-deflate; client_no_context_takeover; server_no_context_takeover")]
    public void TryReach_ServerWantsNoContext_SaysSo(string header, string expected) =>
        Reach(header, new EngineIoPerMessageDeflate { ServerNoContextTakeover = true, ClientNoContextTakeover = true }).Should().Be((true, expected));

    private static (bool IsValid, string? Header) Reach(string header, EngineIoPerMessageDeflate? options = null)
    {
        var isValid = DeflateAgreement.TryReach(header, options ?? new EngineIoPerMessageDeflate(), out var agreement);
        return (isValid, agreement?.Header);
    }
}
