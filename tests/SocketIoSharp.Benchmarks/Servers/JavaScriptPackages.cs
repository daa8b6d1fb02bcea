using System.Text.Json;

namespace SocketIoSharp.Benchmarks.Servers;

/// <summary>The folder <c>tests/benchmarks-js</c> and the npm packages in it, which are installed when they are missing.</summary>
internal sealed class JavaScriptPackages
{
    private readonly string _folder;

    private JavaScriptPackages(string folder) => _folder = folder;

    private string Packages => Path.Combine(_folder, "node_modules");

    public static JavaScriptPackages FindOrInstall()
    {
        var found = new JavaScriptPackages(Path.Combine(RepositoryFolder.Root, "tests", "benchmarks-js"));

        // npm writes this file last: without it the packages are missing, or only some of them are there.
        if (!File.Exists(Path.Combine(found.Packages, ".package-lock.json")))
        {
            found.Install();
        }

        return found;
    }

    public string ScriptPath(string fileName) => Path.Combine(_folder, fileName);

    public string VersionOf(string package)
    {
        using var manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Packages, package, "package.json")));
        return manifest.RootElement.GetProperty("version").GetString()!;
    }

    /// <summary>
    /// The program that the package <c>bun</c> brings in a package for each platform. Its install script would only copy it to where
    /// a shell looks for it.
    /// </summary>
    public string FindBun()
    {
        var programs = Directory.EnumerateDirectories(Path.Combine(Packages, "@oven"), "bun-*")
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(folder, "bin")))
            .Order(StringComparer.Ordinal);

        // npm may bring those for other C libraries, too.
        return programs.FirstOrDefault(program => CommandLine.FirstLineOf(program, "--version") is not null)
            ?? throw new InvalidOperationException("The npm package 'bun' has no program for this machine.");
    }

    private void Install()
    {
        Console.Error.WriteLine($"Installing the npm packages of {_folder}: npm ci --ignore-scripts");
        switch (CommandLine.Run(_folder, "npm", "ci", "--ignore-scripts"))
        {
            case null:
                throw new InvalidOperationException("npm was not found. The servers on Node.js and Bun need it: install Node.js 20 or later, with npm.");
            case not 0 and var code:
                throw new InvalidOperationException($"npm ci failed with exit code {code} in {_folder}.");
        }
    }
}
