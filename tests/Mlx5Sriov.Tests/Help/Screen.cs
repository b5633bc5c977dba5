using System.Globalization;
using System.Management.Automation.Host;

namespace Mlx5Sriov.Tests.Help;

/// <summary>A PowerShell host whose terminal is a text: what a user of a wide terminal sees, without colours.</summary>
internal sealed class Screen : PSHost
{
    /// <summary>Wide enough for every table of the module.</summary>
    public const int Width = 130;

    private readonly ScreenInterface _interface = new();

    public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.InvariantCulture;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override string Name => nameof(Screen);

    public override PSHostUserInterface UI => _interface;

    public override Version Version { get; } = new(1, 0);

    /// <summary>What stands on it: no blank lines around, no blanks at the ends of lines.</summary>
    public string Text => string.Join('\n', _interface.Written.ToString().Split('\n').Select(l => l.TrimEnd())).Trim('\n');

    public override void EnterNestedPrompt() => throw new NotSupportedException();

    public override void ExitNestedPrompt() => throw new NotSupportedException();

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }

    public override void SetShouldExit(int exitCode)
    {
    }
}
