using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;

using Microsoft.Win32.SafeHandles;

namespace Mlx5Sriov.Tests.Pwsh;

/// <summary>A program on a pseudo-terminal (pty(7)) of its own: its session's leader, so that Ctrl-C reaches it as a signal.</summary>
internal sealed partial class PseudoTerminal : IDisposable
{
    private const int ReadWrite = 2;                 // O_RDWR
    private const int NotControlling = 0x100;        // O_NOCTTY
    private const int CloseOnExec = 0x80000;         // O_CLOEXEC: another program must not keep this terminal
    private const nuint SetWindowSize = 0x5414;      // TIOCSWINSZ
    private const nuint CountUnread = 0x541b;        // FIONREAD
    private const short NewSession = 0x80;           // POSIX_SPAWN_SETSID
    private const int Kill = 9;                      // SIGKILL
    private const int RoomForName = 64;              // of "/dev/pts/123"
    private const int RoomForSpawn = 512;            // more than posix_spawn_file_actions_t and posix_spawnattr_t take in glibc and musl

    private readonly FileStream _screen;
    private readonly string _name;
    private readonly int _process;
    private bool _hasExited;

    /// <summary>Starts a program.</summary>
    /// <param name="columns">The width of the terminal.</param>
    /// <param name="rows">Its height.</param>
    /// <param name="environment">The program's environment.</param>
    /// <param name="command">The program's name or path, and its arguments.</param>
    public PseudoTerminal(ushort columns, ushort rows, IEnumerable<string> environment, params string[] command)
    {
        var master = Checked(posix_openpt(ReadWrite | NotControlling | CloseOnExec));
        _screen = new FileStream(new SafeFileHandle(master, ownsHandle: true), FileAccess.ReadWrite, bufferSize: 0);
        Checked(grantpt(master));
        Checked(unlockpt(master));
        Checked(ioctl(master, SetWindowSize, [rows, columns, 0, 0]));
        byte[] name = new byte[RoomForName];
        Succeeded(ptsname_r(master, name, RoomForName));
        _name = Encoding.UTF8.GetString(name).TrimEnd('\0');

        byte[] actions = new byte[RoomForSpawn], attributes = new byte[RoomForSpawn];
        Succeeded(posix_spawn_file_actions_init(actions));
        Succeeded(posix_spawnattr_init(attributes));
        Succeeded(posix_spawnattr_setflags(attributes, NewSession));
        // The first terminal that a session's leader opens is its controlling terminal.
        Succeeded(posix_spawn_file_actions_addopen(actions, 0, _name, ReadWrite, 0));
        Succeeded(posix_spawn_file_actions_adddup2(actions, 0, 1));
        Succeeded(posix_spawn_file_actions_adddup2(actions, 0, 2));
        Succeeded(posix_spawnp(out _process, command[0], actions, attributes, [.. command, null], [.. environment, null]));
    }

    /// <summary>What the program writes to the terminal.</summary>
    /// <returns>The number of bytes; 0 when no process has the terminal open any longer.</returns>
    public int Read(byte[] buffer)
    {
        try
        {
            return _screen.Read(buffer);
        }
        catch (IOException)
        {
            // EIO: the last process has closed its side.
            return 0;
        }
    }

    /// <summary>Types.</summary>
    public void Write(byte[] keys) => _screen.Write(keys);

    /// <summary>Whether something was typed that the program has not read.</summary>
    public bool HasUnreadKeys()
    {
        using var side = new SafeFileHandle(Checked(open(_name, ReadWrite | NotControlling | CloseOnExec)), ownsHandle: true);
        ushort[] count = new ushort[2];
        Checked(ioctl((int)side.DangerousGetHandle(), CountUnread, count));
        return count[0] + count[1] > 0;
    }

    /// <summary>Waits until the program has ended.</summary>
    /// <returns>Its exit code, or 128 and the number of the signal that ended it.</returns>
    public int WaitForExit()
    {
        Checked(waitpid(_process, out var status, 0));
        _hasExited = true;
        return (status & 0x7f) == 0 ? (status >> 8) & 0xff : 128 + (status & 0x7f);
    }

    /// <summary>Kills the program where it still runs.</summary>
    public void Dispose()
    {
        if (!_hasExited)
        {
            kill(_process, Kill);
            WaitForExit();
        }

        _screen.Dispose();
    }

    private static int Checked(int result) => result >= 0 ? result : throw new Win32Exception();

    private static void Succeeded(int error)
    {
        if (error != 0) throw new Win32Exception(error);
    }

    // The names are libc's own.
#pragma warning disable IDE1006, SYSLIB1054
    [LibraryImport("libc", SetLastError = true)]
    private static partial int posix_openpt(int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int grantpt(int master);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int unlockpt(int master);

    [LibraryImport("libc")]
    private static partial int ptsname_r(int master, [Out] byte[] name, nuint length);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int ioctl(int file, nuint request, [In, Out] ushort[] words);

    [LibraryImport("libc")]
    private static partial int posix_spawn_file_actions_init(byte[] actions);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int posix_spawn_file_actions_addopen(byte[] actions, int file, string path, int flags, uint mode);

    [LibraryImport("libc")]
    private static partial int posix_spawn_file_actions_adddup2(byte[] actions, int file, int copy);

    [LibraryImport("libc")]
    private static partial int posix_spawnattr_init(byte[] attributes);

    [LibraryImport("libc")]
    private static partial int posix_spawnattr_setflags(byte[] attributes, short flags);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int posix_spawnp(out int process, string program, byte[] actions, byte[] attributes, string?[] arguments, string?[] environment);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int waitpid(int process, out int status, int options);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int kill(int process, int signal);
#pragma warning restore IDE1006, SYSLIB1054
}
