namespace Mlx5Sriov.Lab;

/// <summary>Cmdlets and commands as acts on a port: what they must do, and that they do nothing where nothing differs.</summary>
internal sealed class CmdletActs(GuestMachine guest, GuestPort port, Tally tally)
{
    /// <summary>The port's net device.</summary>
    public string Pf => port.NetDevice;

    /// <summary>Runs a script that must not fail.</summary>
    /// <returns>The port as the tools tell it afterwards.</returns>
    public string[] Cmdlet(string script)
    {
        tally.Act(script);
        tally.Same("errors", "", string.Join("; ", guest.Module.Run(script).Errors));
        return PortReading.Of(port);
    }

    /// <summary>Runs a script that must not fail and must change something; and once more, when it must write nothing and keep no journal.</summary>
    /// <returns>The port as the tools tell it afterwards.</returns>
    public string[] Twice(string script)
    {
        var before = KernelWrites.Count();
        var after = Cmdlet(script);
        tally.Same("something was written", true, KernelWrites.Count() > before);
        Idle(script, after);
        return after;
    }

    /// <summary>Runs a script that must not fail and must leave everything as it is, unwritten.</summary>
    public void Idle(string script) => Idle(script, PortReading.Of(port));

    private void Idle(string script, string[] reading)
    {
        var (writes, journals) = (KernelWrites.Count(), Journals());
        var after = Cmdlet(script);
        tally.Same("writes where nothing differs", 0, KernelWrites.Count() - writes);
        tally.Same("journals where nothing differs", journals, Journals());
        tally.SameLines("state where nothing differs", reading, after);
    }

    /// <summary>Runs a script that must be refused, and must leave everything as it is, unwritten.</summary>
    public void Refused(string script, string errorId)
    {
        var (writes, reading) = (KernelWrites.Count(), PortReading.Of(port));
        tally.Act(script);
        tally.Same("error", errorId, ErrorOf(script));
        tally.Same("writes of what is refused", 0, KernelWrites.Count() - writes);
        tally.SameLines("state after a refusal", reading, PortReading.Of(port));
    }

    /// <summary>Runs commands in bash that must succeed.</summary>
    /// <returns>The port as the tools tell it afterwards.</returns>
    public string[] Tool(string commands)
    {
        tally.Act(commands);
        Bash.Do($"set -e; {commands}");
        return PortReading.Of(port);
    }

    /// <summary>What a script that must not fail emits, as text.</summary>
    public string Told(string script) => string.Join(' ', guest.Module.Do(script).Select(o => $"{o}"));

    /// <summary>The id of the first error that a script ends with.</summary>
    public string ErrorOf(string script) => guest.Module.Run(script).Errors is [var error, ..] ? error.FullyQualifiedErrorId.Split(',')[0] : "none";

    /// <summary>Undoes the newest change, after which the port must be as it was.</summary>
    public void Undo(IReadOnlyList<string> before) => tally.SameLines("state after the undo", before, Cmdlet("Undo-MlxChange"));

    private static int Journals() => Directory.Exists("/var/lib/mlx5sriov/journal") ? Directory.GetFiles("/var/lib/mlx5sriov/journal").Length : 0;
}
