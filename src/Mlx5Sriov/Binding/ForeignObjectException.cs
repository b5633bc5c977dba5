namespace Mlx5Sriov.Binding;

/// <summary>An object that this module does not give was to be written as JSON.</summary>
/// <param name="type">Its type.</param>
public sealed class ForeignObjectException(Type type) : SriovException(
    $"ConvertTo-MlxJson writes the objects of this module, and rows made of them; a {type.Name} is neither.",
    "Write other objects with PowerShell's ConvertTo-Json.");
