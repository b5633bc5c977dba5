namespace Mlx5Sriov.Binding;

/// <summary>What this module does not give was to be written as JSON.</summary>
public sealed class ForeignObjectException : SriovException
{
    /// <summary>An object is of another's type.</summary>
    /// <param name="type">Its type.</param>
    public ForeignObjectException(Type type)
        : this($"an object of the type {(type ?? throw new ArgumentNullException(nameof(type))).Name} is neither")
    {
    }

    private ForeignObjectException(string what)
        : base(
            $"ConvertTo-MlxJson writes the objects of this module, and rows made of them; {what}.",
            "Write other objects with PowerShell's ConvertTo-Json.")
    {
    }

    /// <inheritdoc/>
    public override RefusalEntry Entry => ModuleRefusals.ForeignObject;

    /// <summary>Objects are in objects without an end, or nearly.</summary>
    /// <param name="deepest">How many may be in one another.</param>
    /// <returns>The refusal.</returns>
    public static ForeignObjectException TooDeep(int deepest) => new($"one that holds others more than {deepest} deep, or itself, is neither");
}
