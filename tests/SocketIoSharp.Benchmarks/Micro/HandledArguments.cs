namespace SocketIoSharp.Benchmarks.Micro;

/// <summary>Handlers of several shapes that keep what they get.</summary>
internal sealed class HandledArguments
{
    private string? _text;
    private int _whole;
    private double _real;
    private ChatMessage? _message;
    private byte[] _bytes = [];

    /// <summary>The number of events that were handled.</summary>
    public long Count { get; private set; }

    public bool AreThoseOfTheSample =>
        _text == Sample.Text && _whole == Sample.Whole && _real.Equals(Sample.Real) && _message == Sample.Message && _bytes.AsSpan().SequenceEqual(Sample.Bytes);

    public void RegisterWith(Socket socket)
    {
        socket.On("none", () => { Count++; });
        socket.On("text", (string text) => Keep(text, _whole, _real, _message));
        socket.On("whole", (int whole) => Keep(_text, whole, _real, _message));
        socket.On("real", (double real) => Keep(_text, _whole, real, _message));
        socket.On("message", (ChatMessage message) => Keep(_text, _whole, _real, message));
        socket.On("bytes", (byte[] bytes) => Keep(bytes));
        socket.On("two", (string text, int whole) => Keep(text, whole, _real, _message));
        socket.On("three", (string text, int whole, double real) => Keep(text, whole, real, _message));
        socket.On("four", (string text, int whole, double real, ChatMessage message) => Keep(text, whole, real, message));
    }

    private void Keep(string? text, int whole, double real, ChatMessage? message)
    {
        Count++;
        _text = text;
        _whole = whole;
        _real = real;
        _message = message;
    }

    private void Keep(byte[] bytes)
    {
        Count++;
        _bytes = bytes;
    }
}
