using System.Management.Automation;
using System.Text;
using Mlx5Sriov.Shell.Host;

namespace Mlx5Sriov.Tests.Shell;

public sealed class ProgressLineTests
{
    private readonly StringBuilder _written = new();

    [Fact]
    public void Redirected_output_gets_no_progress()
    {
        var progress = new ProgressLine(new StandardStream(new StringWriter(_written), understandsEscapes: false));

        progress.Update(1, new ProgressRecord(1, "Creating VFs", "3 of 8"));
        progress.Clear();

        Assert.Empty(_written.ToString());
    }

    [Fact]
    public void A_terminal_gets_one_line_that_is_taken_away_again()
    {
        var progress = new ProgressLine(new StandardStream(new StringWriter(_written), understandsEscapes: true));

        progress.Update(1, new ProgressRecord(1, "Creating VFs", "3 of 8"));
        Assert.Contains("Creating VFs: 3 of 8", _written.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain('\n', _written.ToString());

        progress.Update(1, new ProgressRecord(1, "Creating VFs", "done") { RecordType = ProgressRecordType.Completed });
        Assert.EndsWith("\u001b[2K\r", _written.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Progress_says_how_far_it_is()
    {
        var record = new ProgressRecord(1, "Creating VFs", "3 of 8") { PercentComplete = 40, CurrentOperation = "eth2", SecondsRemaining = 5 };

        Assert.Equal("Creating VFs [########            ] 40%: 3 of 8 (eth2), 5 s left", ProgressLine.Describe(record));
    }
}
