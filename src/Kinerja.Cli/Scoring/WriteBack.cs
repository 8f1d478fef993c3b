using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Kinerja.Cli.Scoring;

/// <summary>Has the system write a growing file to its disk while more is computed, so that there is little to wait for at the end.</summary>
/// <remarks>A hint, which only Linux is given; nothing depends on whether it is followed. That everything is on the disk is for <see cref="SafeFile.Complete"/> to see to.</remarks>
internal sealed class WriteBack(SafeFileHandle file)
{
    private const long Bytes = 1024 * 1024; // asked for at a time
    private const uint Begin = 2; // SYNC_FILE_RANGE_WRITE: without waiting for it

    private static readonly SyncFileRange? Sync = Find();

    private long _asked;

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int SyncFileRange(SafeFileHandle file, long offset, long bytes, uint flags);

    /// <summary>What lies before this length will not change any more.</summary>
    public void UpTo(long length)
    {
        if (Sync is null || length - _asked < Bytes)
            return;
        _ = Sync(file, _asked, length - _asked, Begin);
        _asked = length;
    }

    private static SyncFileRange? Find() =>
        OperatingSystem.IsLinux() && Environment.Is64BitProcess && NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), "sync_file_range", out var function)
            ? Marshal.GetDelegateForFunctionPointer<SyncFileRange>(function)
            : null;
}
