using Kinerja.Core.Evaluating;

namespace Kinerja.Core.Tests.Evaluating;

public sealed class LaneOrderTests
{
    [Fact]
    public void ManyRowsLeftOpen_ChangeTheOrder_AndAFailedTryIsNotRepeatedSoon()
    {
        var order = default(LaneOrder);
        Assert.False(order.IsToChange(512, 10));
        Assert.True(order.IsToChange(512, 60));
        order.Change();
        Assert.True(order.IsWholeFirst);
        Assert.False(order.IsToChange(512, 60));
        Assert.True(order.IsToChange(512, 500));
        order.Change();
        Assert.False(order.IsWholeFirst);
        Assert.DoesNotContain(Enumerable.Range(0, 250), _ => order.IsToChange(512, 60));
        Assert.Contains(Enumerable.Range(0, 20), _ => order.IsToChange(512, 60));
    }
}
