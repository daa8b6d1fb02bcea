namespace SocketIoSharp.Protocol.Tests.Fuzzing;

internal sealed class EngineIoV3FuzzTests
{
    [Test]
    public void TextReader_MutatedPayloads_ReadsWhatANaiveReaderReads() => FuzzRun.Repeat(30_000, EngineIoV3Promises.TryText);

    [Test]
    public void BinaryReader_MutatedPayloads_ReadsWhatANaiveReaderReads() => FuzzRun.Repeat(30_000, EngineIoV3Promises.TryBinary);

    [Test]
    public void Writers_PacketsOfMutatedPayloads_AreReadBack() => FuzzRun.Repeat(10_000, EngineIoV3Promises.TryWriting);

    [Test]
    public void JsonpForm_MutatedForms_DoesNotThrow() => FuzzRun.Repeat(30_000, EngineIoV3Promises.TryForm);
}
