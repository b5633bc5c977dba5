namespace Mlx5Sriov.Shell.Session;

/// <summary>The session cannot begin; the message says why and what to do.</summary>
internal sealed class SessionStartException(string message) : Exception(message);
