using Mlx5Sriov.Shell.Host;

namespace Mlx5Sriov.Shell.Editing;

/// <summary>The process's terminal.</summary>
internal sealed class ConsoleTerminal(ShellConsole console) : ITerminal
{
    public int Width => ShellConsole.Width;

    public bool IsKeyWaiting => Console.KeyAvailable;

    public ConsoleKeyInfo? ReadKey()
    {
        // Ctrl-C is a key only while a line is read; everywhere else it is a signal that stops what runs.
        Console.TreatControlCAsInput = true;
        try
        {
            // At the end of its input .NET returns the key that no keyboard has.
            return Console.ReadKey(intercept: true) is var key && key != default ? key : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
        finally
        {
            Console.TreatControlCAsInput = false;
        }
    }

    public void Write(string text) => console.Output.WriteRaw(text);
}
