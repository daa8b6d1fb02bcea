using System.Globalization;
using System.Text;
using SocketIoSharp.Endurance.Fuzzing.Dialogues;

namespace SocketIoSharp.Endurance.Fuzzing.Live;

/// <summary>How the next step is sent, as the steps before it have said.</summary>
internal sealed class SendingManner
{
    private int? _mangle;
    private bool _isHurried;
    private bool _isHeld;
    private byte[] _held = [];

    /// <summary>What the places follow from at which it is cut; null for in one piece.</summary>
    public int? Split { get; private set; }

    /// <summary>Takes a step that says how to send.</summary>
    /// <returns>Whether it is one.</returns>
    public bool TryTake(string verb, byte[] content)
    {
        var number = int.TryParse(Encoding.Latin1.GetString(content), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : 0;
        switch (verb)
        {
            case "split":
                Split = number;
                return true;
            case "mangle":
                _mangle = number;
                return true;
            case "parallel":
                _isHurried = true;
                return true;
            case "pipeline":
                (_isHeld, _isHurried) = (true, true);
                return true;
            default:
                return false;
        }
    }

    /// <summary>What is really sent now.</summary>
    public byte[] Apply(byte[] bytes, DialogueMutator mutator, out bool isChanged)
    {
        byte[] all = [.. _held, .. _mangle is { } seed ? mutator.Mangle(bytes, seed) : bytes];
        isChanged = _mangle is not null || _isHeld || _held.Length > 0;
        (_held, _isHeld) = _isHeld ? (all, false) : ([], false);
        return _held.Length > 0 ? [] : all;
    }

    /// <summary>Whether not to wait for an answer, this once.</summary>
    public bool TryHurry()
    {
        var isHurried = _isHurried;
        _isHurried = false;
        return isHurried;
    }

    public SendingManner AfterSending() => new() { _held = _held, _isHurried = _isHurried };
}
