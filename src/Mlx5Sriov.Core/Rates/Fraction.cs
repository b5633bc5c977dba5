using System.Numerics;

namespace Mlx5Sriov.Rates;

/// <summary>An exact rational number: what is divided by weights and added up again is the whole, to the last bit.</summary>
internal readonly record struct Fraction : IComparable<Fraction>
{
    private readonly BigInteger _denominator;

    /// <summary>A number in lowest terms.</summary>
    /// <param name="numerator">Any number.</param>
    /// <param name="denominator">Above zero.</param>
    public Fraction(BigInteger numerator, BigInteger denominator)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(denominator, BigInteger.One);
        var common = BigInteger.GreatestCommonDivisor(numerator, denominator);
        (Numerator, _denominator) = (numerator / common, denominator / common);
    }

    public BigInteger Numerator { get; }

    // The default value is zero as well.
    public BigInteger Denominator => _denominator.IsZero ? BigInteger.One : _denominator;

    public bool IsZero => Numerator.IsZero;

    /// <summary>The largest whole number that is not above it.</summary>
    public long Floor => (long)(Numerator.Sign < 0 ? -((-Numerator + Denominator - 1) / Denominator) : Numerator / Denominator);

    public static implicit operator Fraction(long whole) => new(whole, BigInteger.One);

    public static Fraction operator +(Fraction left, Fraction right) =>
        new((left.Numerator * right.Denominator) + (right.Numerator * left.Denominator), left.Denominator * right.Denominator);

    public static Fraction operator -(Fraction left, Fraction right) =>
        new((left.Numerator * right.Denominator) - (right.Numerator * left.Denominator), left.Denominator * right.Denominator);

    public static bool operator <(Fraction left, Fraction right) => left.CompareTo(right) < 0;

    public static bool operator >(Fraction left, Fraction right) => left.CompareTo(right) > 0;

    /// <summary>A part of it.</summary>
    /// <param name="of">How many of the shares.</param>
    /// <param name="all">All shares, above zero.</param>
    public Fraction Part(BigInteger of, BigInteger all) => new(Numerator * of, Denominator * all);

    public bool Equals(Fraction other) => Numerator == other.Numerator && Denominator == other.Denominator;

    public override int GetHashCode() => HashCode.Combine(Numerator, Denominator);

    public int CompareTo(Fraction other) => (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);
}
