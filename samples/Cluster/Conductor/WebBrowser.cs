using System.ComponentModel;
using System.Diagnostics;

namespace Cluster.Conductor;

/// <summary>The browser of the person at this computer, if there is one.</summary>
internal static class WebBrowser
{
    public static void TryOpen(Uri address)
    {
        if (Console.IsOutputRedirected || Opener() is not { } opener)
        {
            return;
        }

        try
        {
            // What it writes is not for this terminal.
            using var process = Process.Start(new ProcessStartInfo(opener, [address.ToString()]) { RedirectStandardOutput = true, RedirectStandardError = true });
        }
        catch (Win32Exception)
        {
            // None, then: the address stands in the terminal.
        }
    }

    private static string? Opener() =>
        OperatingSystem.IsMacOS() ? "open"
        : OperatingSystem.IsWindows() ? "explorer"
        : HasScreen() ? "xdg-open"
        : null;

    private static bool HasScreen() => IsSet("DISPLAY") || IsSet("WAYLAND_DISPLAY");

    private static bool IsSet(string variable) => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable));
}
