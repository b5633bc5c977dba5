using System.Numerics;

using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Rates;

namespace Mlx5Sriov.Core.Tests.Rates;

public class FractionTests
{
    [Theory]
    [InlineData(7, 2, 3)]
    [InlineData(6, 2, 3)]
    [InlineData(-7, 2, -4)]
    [InlineData(-6, 2, -3)]
    [InlineData(0, 5, 0)]
    public void The_floor_is_the_whole_number_below(int numerator, int denominator, long floor) =>
        Assert.Equal(floor, new Fraction(numerator, denominator).Floor);

    [Fact]
    public void Equal_numbers_are_equal_however_they_came_about()
    {
        Assert.Equal(new Fraction(1, 3), new Fraction(2, 6));
        Assert.Equal(new Fraction(1, 3).GetHashCode(), new Fraction(2, 6).GetHashCode());
        Assert.Equal(default, (Fraction)0);
        Assert.Equal(1, ((Fraction)1).Part(1, 3) + new Fraction(2, 3));
        Assert.Equal(new Fraction(1, 6), new Fraction(1, 2) - new Fraction(1, 3));
        Assert.True(new Fraction(1, 3) < new Fraction(1, 2) && !(new Fraction(1, 3) > new Fraction(1, 2)));
    }

    [Fact]
    public void There_is_no_division_by_zero() => Assert.Throws<ArgumentOutOfRangeException>(() => new Fraction(BigInteger.One, BigInteger.Zero));
}
