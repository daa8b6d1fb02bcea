namespace SocketIoSharp.Repository.Tests;

/// <summary>The files of the repository, without what builds and package managers put there.</summary>
internal static class RepositoryFiles
{
    private static readonly string[] Generated = ["bin", "obj", "artifacts", "node_modules", ".git", ".vs", ".idea"];

    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>The files in a folder and its subfolders, with paths from the root.</summary>
    public static IEnumerable<string> In(string folder, string pattern)
    {
        var path = PathOf(folder);
        return Directory.Exists(path) ? Search(new DirectoryInfo(path), pattern) : [];
    }

    public static string PathOf(string relative) => Path.GetFullPath(Path.Combine(Root, relative));

    private static IEnumerable<string> Search(DirectoryInfo folder, string pattern) =>
        folder.EnumerateFiles(pattern).Select(file => Path.GetRelativePath(Root, file.FullName))
            .Concat(folder.EnumerateDirectories().Where(child => !Generated.Contains(child.Name)).SelectMany(child => Search(child, pattern)))
            .Order(StringComparer.Ordinal);

    private static string FindRoot(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "SocketIoSharp.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No folder above {start} holds SocketIoSharp.sln.");
    }
}
