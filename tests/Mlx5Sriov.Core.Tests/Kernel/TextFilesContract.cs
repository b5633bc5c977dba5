using System.Text;

using Mlx5Sriov.Kernel;
using Mlx5Sriov.Kernel.Files;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Simulation;
using Mlx5Sriov.Simulation.Options;

namespace Mlx5Sriov.Core.Tests.Kernel;

/// <summary>What holds for files of text on the machine and on a simulated host alike. The clock stands still at the start of 2026.</summary>
public abstract class TextFilesContract
{
    protected const UnixFileMode Mode640 = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
    protected const UnixFileMode Mode666 = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    private const string Stamp = ".mlx5sriov-20260101T000000Z";

    /// <summary>Bytes of Latin-1.</summary>
    private static readonly byte[] s_latin = [.. "GRUB_TITLE="u8, 0xE4, .. "\n"u8];

    public static TheoryData<string> Texts => new("GRUB_TIMEOUT=5\n", "", "no newline at the end", "\uFEFFmark\r\n", "zero\0within\n", "ä€😀\n");

    /// <summary>The files.</summary>
    protected abstract ITextFiles Files { get; }

    /// <summary>A folder that is there and empty.</summary>
    protected abstract string Folder { get; }

    /// <summary>Somebody who can own a file beside this process; where there is no right for that, this process.</summary>
    protected abstract (uint User, uint Group) Other { get; }

    private string File => $"{Folder}/grub";

    [Fact]
    public void A_file_is_read_with_its_mode_and_owner()
    {
        Plant(File, "text\n"u8, Mode640, Other);

        Assert.Equal(new TextFile("text\n", Mode640, Other.User, Other.Group), Files.Read(File));
    }

    [Fact]
    public void What_is_not_there_is_null()
    {
        Plant(File, "text\n"u8);
        Link($"{Folder}/dangling", "nowhere");

        Assert.Null(Files.Read($"{Folder}/absent"));
        Assert.Null(Files.Read($"{Folder}/absent/deeper"));
        Assert.Null(Files.Read($"{File}/deeper"));
        Assert.Null(Files.Read($"{Folder}/dangling"));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Every_text_comes_back_as_it_was_written(string text)
    {
        Files.Create(File, text, Mode640);
        Assert.Equal(text, Files.Read(File)!.Text);

        Plant($"{Folder}/other", "old"u8);
        var backup = Files.Replace($"{Folder}/other", text);
        Assert.Equal((text, "old"), (Files.Read($"{Folder}/other")!.Text, Files.Read(backup)!.Text));

        backup = Files.Replace($"{Folder}/other", "new");
        Assert.Equal(text, Files.Read(backup)!.Text);
    }

    [Fact]
    public void A_replaced_file_keeps_its_mode_and_owner_and_so_does_its_backup()
    {
        Plant(File, "old\n"u8, Mode640, Other);

        var backup = Files.Replace(File, "new\n");

        Assert.Equal($"{File}{Stamp}~", backup);
        Assert.Equal(new TextFile("new\n", Mode640, Other.User, Other.Group), Files.Read(File));
        Assert.Equal(new TextFile("old\n", Mode640, Other.User, Other.Group), Files.Read(backup));
    }

    [Fact]
    public void No_backup_replaces_another()
    {
        Plant(File, "1"u8);

        string[] backups = [Files.Replace(File, "2"), Files.Replace(File, "3"), Files.Delete(File, keepsBackup: true)!];

        Assert.Equal([$"{File}{Stamp}~", $"{File}{Stamp}-2~", $"{File}{Stamp}-3~"], backups);
        Assert.Equal(["1", "2", "3"], backups.Select(b => Files.Read(b)!.Text));
    }

    [Theory]
    [InlineData("efi/grubenv")]
    [InlineData("./efi/../efi/grubenv")]
    [InlineData("second")]
    public void A_link_stays_and_what_it_leads_to_is_replaced(string target)
    {
        MakeFolder($"{Folder}/efi");
        Plant($"{Folder}/efi/grubenv", "old"u8);
        Link($"{Folder}/second", $"{Folder}/efi/grubenv");
        Link($"{Folder}/grubenv", target);

        var backup = Files.Replace($"{Folder}/grubenv", "new");

        Assert.Equal($"{Folder}/efi/grubenv{Stamp}~", backup);
        Assert.Equal(["new", "new", "old"], new[] { "grubenv", "efi/grubenv", $"efi/grubenv{Stamp}~" }.Select(f => Files.Read($"{Folder}/{f}")!.Text));
        Assert.Equal(Errno.ELOOP, Refusal(() => Files.Delete($"{Folder}/grubenv", keepsBackup: false)).Errno);
    }

    [Fact]
    public void Links_in_a_circle_are_refused()
    {
        Link($"{Folder}/one", "two");
        Link($"{Folder}/two", "one");

        Assert.Equal((Errno.ELOOP, $"cat {Folder}/one"), Told(() => Files.Read($"{Folder}/one")));
        Assert.Equal((Errno.ELOOP, $"tee {Folder}/one"), Told(() => Files.Replace($"{Folder}/one", "text")));
    }

    [Fact]
    public void Only_a_file_that_is_there_is_replaced()
    {
        Link($"{Folder}/dangling", "nowhere");

        Assert.Equal((Errno.ENOENT, $"tee {File}"), Told(() => Files.Replace(File, "text")));
        Assert.Equal(Errno.ENOENT, Refusal(() => Files.Replace($"{Folder}/dangling", "text")).Errno);
        Assert.Equal(Errno.EISDIR, Refusal(() => Files.Replace(Folder, "text")).Errno);
        Assert.Equal(Errno.EISDIR, Refusal(() => Files.Read(Folder)).Errno);
        Assert.Null(Files.Read(File));
        Assert.Null(Files.Read($"{Folder}/nowhere"));
    }

    [Theory]
    [InlineData(Mode640, "640")]
    [InlineData(Mode666, "666")]
    [InlineData(UnixFileMode.None, "000")]
    public void A_file_is_created_with_the_mode_that_is_given(UnixFileMode mode, string octal)
    {
        Files.Create(File, "text\n", mode);

        Assert.Equal(mode, Files.Read(File)!.Mode);
        Assert.Equal((Errno.EEXIST, $"install -m {octal} /dev/stdin {File}"), Told(() => Files.Create(File, "other", mode)));
        Assert.Equal("text\n", Files.Read(File)!.Text);
    }

    [Fact]
    public void Nothing_is_created_where_the_name_is_taken_or_the_folder_is_missing()
    {
        Plant(File, "text"u8);
        Link($"{Folder}/dangling", "nowhere");
        MakeFolder($"{Folder}/folder");

        Assert.Equal(Errno.EEXIST, Refusal(() => Files.Create($"{Folder}/dangling", "text", Mode640)).Errno);
        Assert.Equal(Errno.EEXIST, Refusal(() => Files.Create($"{Folder}/folder", "text", Mode640)).Errno);
        Assert.Equal(Errno.ENOENT, Refusal(() => Files.Create($"{Folder}/absent/file", "text", Mode640)).Errno);
        Assert.Equal(Errno.ENOTDIR, Refusal(() => Files.Create($"{File}/file", "text", Mode640)).Errno);
        Assert.Null(Files.Read($"{Folder}/nowhere"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_file_is_deleted_and_its_backup_is_kept_where_asked(bool keepsBackup)
    {
        Plant(File, "text\n"u8, Mode640, Other);

        var backup = Files.Delete(File, keepsBackup);

        Assert.Null(Files.Read(File));
        Assert.Equal(keepsBackup ? $"{File}{Stamp}~" : null, backup);
        Assert.Equal(keepsBackup ? new TextFile("text\n", Mode640, Other.User, Other.Group) : null, Files.Read($"{File}{Stamp}~"));
        Assert.Null(Files.Delete(File, keepsBackup));
        Assert.Null(Files.Delete($"{Folder}/absent/deeper", keepsBackup));
    }

    [Fact]
    public void A_folder_is_not_deleted() => Assert.Equal((Errno.EISDIR, $"rm {Folder}"), Told(() => Files.Delete(Folder, keepsBackup: false)));

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_refused_and_stay()
    {
        Plant(File, s_latin);

        Assert.Equal((Errno.EILSEQ, $"cat {File}"), Told(() => Files.Read(File)));
        Assert.Equal((Errno.EILSEQ, $"tee {File}"), Told(() => Files.Replace(File, "new")));
        Assert.Equal((Errno.EILSEQ, $"rm {File}"), Told(() => Files.Delete(File, keepsBackup: true)));
        Assert.Equal(Errno.EILSEQ, Refusal(() => Files.Read(File)).Errno);
        Assert.Null(Files.Read($"{File}{Stamp}~"));
        Assert.Null(Files.Delete(File, keepsBackup: false));
        Assert.Null(Files.Read(File));
    }

    [Fact]
    public void What_is_longer_than_any_text_is_refused()
    {
        var longest = new string('a', TextFile.LongestLength);
        Files.Create(File, longest, Mode640);
        Assert.Equal(longest.Length, Files.Read(File)!.Text.Length);

        Assert.Equal((Errno.EFBIG, $"tee {File}"), Told(() => Files.Replace(File, longest + "a")));
        Assert.Equal(Errno.EFBIG, Refusal(() => Files.Create($"{Folder}/other", longest + "a", Mode640)).Errno);
        Assert.Null(Files.Read($"{Folder}/other"));
        Plant(File, Encoding.UTF8.GetBytes(longest + "a"));
        Assert.Equal((Errno.EFBIG, $"cat {File}"), Told(() => Files.Read(File)));
    }

    [Theory]
    [InlineData("relative/path")]
    [InlineData("")]
    [InlineData("/etc\0/grub")]
    public void Only_an_absolute_path_is_taken(string path)
    {
        Assert.Throws<ArgumentException>(() => Files.Read(path));
        Assert.Throws<ArgumentException>(() => Files.Replace(path, ""));
        Assert.Throws<ArgumentException>(() => Files.Create(path, "", Mode640));
        Assert.Throws<ArgumentException>(() => Files.Delete(path, keepsBackup: true));
    }

    [Fact]
    public void Half_a_character_is_no_text()
    {
        Plant(File, "old"u8);

        Assert.ThrowsAny<ArgumentException>(() => Files.Replace(File, "\uD83D"));
        Assert.ThrowsAny<ArgumentException>(() => Files.Create($"{Folder}/other", "\uD83D", Mode640));
        Assert.Equal("old", Files.Read(File)!.Text);
    }

    protected static IHostClock StandingClock() => new SimulatedHost(new SimulationOptions { Profile = SimulationProfile.Empty }).Clock;

    protected static KernelException Refusal(Action act) => Assert.Throws<KernelException>(act);

    /// <summary>Puts a file on the host from outside.</summary>
    protected abstract void Plant(string path, ReadOnlySpan<byte> bytes, UnixFileMode mode, (uint User, uint Group) owner);

    /// <summary>Makes a symbolic link from outside.</summary>
    protected abstract void Link(string path, string target);

    /// <summary>Makes a folder from outside.</summary>
    protected abstract void MakeFolder(string path);

    private static (Errno Errno, string Act) Told(Action act)
    {
        var refusal = Refusal(act);
        return (refusal.Errno, refusal.Act);
    }

    private void Plant(string path, ReadOnlySpan<byte> bytes) => Plant(path, bytes, Mode640, Other);
}
