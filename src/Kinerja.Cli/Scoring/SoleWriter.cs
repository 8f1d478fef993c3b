using Kinerja.Cli.Reporting;
using Kinerja.Core;

namespace Kinerja.Cli.Scoring;

/// <summary>Opens a file that one process at a time may write. What a process that ended has left there is taken over.</summary>
internal static class SoleWriter
{
    // The lock goes with the open file, so that it ends with its process in whatever way that ends. Windows has to let a file be renamed while it is open.
    private static readonly FileShare Alone = OperatingSystem.IsWindows() ? FileShare.Delete : FileShare.None;

    /// <summary>Opens the file as it is, or an empty one.</summary>
    /// <param name="path">The file, which may not be a link.</param>
    /// <param name="output">What the file is written for, as the user named it.</param>
    /// <param name="mode">The mode of a new file; null for the usual one.</param>
    /// <param name="language">The language of the refusal.</param>
    /// <exception cref="UsageException">Another process writes it, or it is a link.</exception>
    public static FileStream Open(string path, string output, UnixFileMode? mode, Language language)
    {
        if (new FileInfo(path).LinkTarget is not null)
            throw new UsageException(language.Say($"'{path}' adalah tautan; hapus dulu.", $"'{path}' is a link; remove it first."));
        while (true)
        {
            var file = TryOpen(path, mode) ?? throw new UsageException(language.Say(
                $"'{output}' sedang ditulis oleh proses lain; tunggu sampai selesai, atau pilih nama lain.",
                $"another process is writing '{output}'; wait until it has finished, or choose another name."));
            if (IsStillThere(path, file))
                return file;
            file.Dispose(); // it was renamed or removed between being opened and being locked: it is somebody's complete file now
        }
    }

    private static FileStream? TryOpen(string path, UnixFileMode? mode)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = Alone, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = mode;
        try
        {
            return new FileStream(path, options);
        }
        catch (IOException exception) when (IsLocked(exception))
        {
            return null;
        }
    }

    // EWOULDBLOCK of Linux and of macOS, ERROR_SHARING_VIOLATION of Windows.
    private static bool IsLocked(IOException exception) => exception.HResult is 11 or 35 or unchecked((int)0x80070020);

    // A time that nobody else has set tells the open file from another one of the same name.
    private static bool IsStillThere(string path, FileStream file)
    {
        File.SetLastWriteTimeUtc(file.SafeFileHandle, DateTime.UtcNow);
        return File.GetLastWriteTimeUtc(path) == File.GetLastWriteTimeUtc(file.SafeFileHandle);
    }
}
