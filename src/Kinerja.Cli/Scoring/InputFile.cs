using Kinerja.Cli.Reporting;
using Kinerja.Core;

namespace Kinerja.Cli.Scoring;

/// <summary>Opens what a command reads.</summary>
internal static class InputFile
{
    public static FileStream Open(string path, Language language)
    {
        if (!File.Exists(path))
            throw new UsageException(language.Say($"berkas '{path}' tidak ada.", $"there is no file '{path}'."));
        return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 1);
    }

    /// <summary>Copies a stream that can be read only once into a file that removes itself.</summary>
    public static FileStream Spool(Stream stream, CancellationToken stop)
    {
        var file = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose);
        try
        {
            var buffer = new byte[64 * 1024];
            for (int read; (read = stream.Read(buffer)) > 0;)
            {
                stop.ThrowIfCancellationRequested();
                file.Write(buffer.AsSpan(0, read));
            }

            file.Position = 0;
            return file;
        }
        catch
        {
            file.Dispose(); // which removes it
            throw;
        }
    }
}
