namespace Mlx5Sriov.Shell.CommandLine;

/// <summary>The usage, as -Help and a wrong command line print it.</summary>
internal static class Usage
{
    public const string Text = """

        Usage: Mlx5Sriov.Shell [-Simulate [PROFILE]] [-Command TEXT | -File PATH [ARGUMENTS]] [-Help]

        A PowerShell session with the Mlx5Sriov module loaded.

          -Simulate [PROFILE]      Put the session on a simulated host first (Enter-MlxSimulation).
          -Command TEXT            Run TEXT and leave; '-' reads commands from standard input.
                                   Everything after -Command belongs to TEXT.
          -File PATH [ARGUMENTS]   Run a script and leave. Everything after PATH goes to the script.
          -Help                    Print this text.

        Without -Command and -File the session is interactive, or reads commands from standard input if that is
        no terminal. Parameter names are not case-sensitive; -c, -f and -h are short forms.

        Exit status: 0; what 'exit N' said; 1 after an uncaught error or a failed last command; 64 for a wrong
        command line; 70 if the module cannot be loaded; 130 if interrupted.

        """;
}
