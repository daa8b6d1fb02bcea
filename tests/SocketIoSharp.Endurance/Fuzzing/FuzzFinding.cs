using SocketIoSharp.Endurance.Fuzzing.Dialogues;
using SocketIoSharp.Endurance.Serving;

namespace SocketIoSharp.Endurance.Fuzzing;

/// <summary>Something that may not be.</summary>
/// <param name="Reason">What was seen.</param>
/// <param name="Suspects">The dialogues one of which has caused it.</param>
/// <param name="IsSeenAtOnce">Whether it is there as soon as the dialogue is over; not so what is only missing at the end.</param>
internal sealed record FuzzFinding(string Reason, IReadOnlyList<Dialogue> Suspects, bool IsSeenAtOnce);

/// <summary>What came of dialogues with live servers.</summary>
/// <param name="Dialogues">How many were played.</param>
/// <param name="Sent">Requests, frames and other pieces that were sent.</param>
/// <param name="Time">For how long, without the warm-up.</param>
/// <param name="Answers">What the bystanders asked and were told.</param>
/// <param name="Warnings">What the dialogues have caused in the log, and how often.</param>
/// <param name="Before">What the servers held after the warm-up.</param>
/// <param name="After">What they held at the end.</param>
/// <param name="Finding">What may not be, if anything was.</param>
/// <param name="Mutator">What plays it again.</param>
internal sealed record DialogueResult(
    int Dialogues,
    long Sent,
    TimeSpan Time,
    int Answers,
    IReadOnlyDictionary<string, int> Warnings,
    ServerState[] Before,
    ServerState[] After,
    FuzzFinding? Finding,
    DialogueMutator Mutator);
