using Ember.Limits;
using Ember.Storage;
using Microsoft.Extensions.Options;

namespace Ember.Hosting;

/// <summary>What the terminal says once people can come.</summary>
internal sealed class Greeting(ListeningAddresses addresses, Database database, IOptions<ChatOptions> options)
{
    public void Print(TextWriter output)
    {
        output.WriteLine();
        output.WriteLine("  Ember is alight.");
        output.WriteLine();
        foreach (var address in addresses.Here)
        {
            output.WriteLine($"  On this computer   {Plain(address)}");
        }

        foreach (var address in addresses.InNetwork)
        {
            output.WriteLine($"  In this network    {Plain(address)}");
        }

        output.WriteLine();
        output.WriteLine($"  Kept in {database.FilePath}; a chat goes out {options.Value.Grace.TotalHours:0.##} h after the last person has left.");
        output.WriteLine("  Press Ctrl+C to stop.");
        output.WriteLine();
    }

    private static string Plain(Uri address) => address.GetLeftPart(UriPartial.Authority);
}
