using SocketIoSharp.FuzzTarget;

// Decodes what tests/differential-js/fuzz.mjs makes up, and says in one line each what came of it. An input is a length of four bytes
// (little-endian), the letter of its kind, and what that kind reads.
using var input = new BinaryReader(new BufferedStream(Console.OpenStandardInput(), 1 << 16));
await using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
while (InputReader.TryRead(input, out var kind, out var content))
{
    await output.WriteLineAsync(kind switch
    {
        'P' => EngineTarget.DecodePayload(content),
        'S' => SocketTarget.DecodeMessages(content),
        _ => throw new InvalidDataException($"There is no kind {kind}."),
    });
}
