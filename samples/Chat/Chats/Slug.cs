using System.Security.Cryptography;

namespace Ember.Chats;

/// <summary>The random part of a chat's link: whoever has it may come in, so it must not be guessed.</summary>
internal static class Slug
{
    private const string Alphabet = "abcdefghijkmnpqrstuvwxyz23456789"; // nothing that looks like something else
    private const int Length = 12; // 60 bits

    public static string Create() => RandomNumberGenerator.GetString(Alphabet, Length);
}
