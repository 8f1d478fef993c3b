namespace Kinerja.Core.Evaluating;

/// <summary>What one kernel does to a chunk of rows.</summary>
internal enum LaneKernel
{
    Add,
    Subtract,
    Multiply,

    /// <summary>First · second + third, rounded once.</summary>
    MultiplyAdd,
    Divide,

    /// <summary>The factor · first ÷ second; rows in which that is no whole number are flagged.</summary>
    DivideExact,
    Minimum,
    Maximum,
    Absolute,

    /// <summary>Not below the factor, then not above the bound.</summary>
    Clamp,

    /// <summary>First ÷ second, not below the factor, then not above the bound.</summary>
    DivideClamp,

    /// <summary>To the nearest whole number; rows nearer to the half than the bound are flagged.</summary>
    RoundNear,

    /// <summary>To a whole number in one direction; rows nearer to a whole number than the bound are flagged.</summary>
    RoundDirected,

    /// <summary>An exact whole number divided by another above zero, with every half decided.</summary>
    RoundExact,
    Equal,
    Less,
    LessOrEqual,
    Select,
    Require,
}

/// <summary>Where an operand lies.</summary>
internal enum LanePlace
{
    /// <summary>In a register: one value for each row of the chunk.</summary>
    Register,

    /// <summary>One value for all rows.</summary>
    Constant,

    /// <summary>In a column of the input, as 32-bit integers.</summary>
    Input,
}

/// <summary>An operand: the place and its number there.</summary>
internal readonly record struct LaneOperand(LanePlace Place, int Number)
{
    public bool IsRegister => Place == LanePlace.Register;
}

/// <summary>One kernel with its operands.</summary>
/// <param name="Kernel">What is done.</param>
/// <param name="Target">Register filled.</param>
/// <param name="First">First operand.</param>
/// <param name="Second">Second operand.</param>
/// <param name="Third">Third operand.</param>
/// <param name="Factor">What a rounding multiplies with, or divides by.</param>
/// <param name="Bound">Rows nearer to a decision than this are flagged; 0 where every number is exact.</param>
/// <param name="Mode">Of a rounding.</param>
internal readonly record struct LaneCode(LaneKernel Kernel, int Target, LaneOperand First, LaneOperand Second, LaneOperand Third, double Factor, double Bound, RoundingMode Mode)
{
    /// <summary>How many operands the kernel reads.</summary>
    public int Operands => Kernel switch
    {
        LaneKernel.Absolute or LaneKernel.Clamp or LaneKernel.RoundNear or LaneKernel.RoundDirected or LaneKernel.Require => 1,
        LaneKernel.MultiplyAdd or LaneKernel.Select => 3,
        _ => 2,
    };

    /// <summary>The operand at a position from 0.</summary>
    public LaneOperand this[int position] => position switch
    {
        0 => First,
        1 => Second,
        _ => Third,
    };
}

/// <summary>A program bound to the ranges of its inputs: kernels in order, and what is proven of every output.</summary>
/// <param name="Codes">The kernels.</param>
/// <param name="Registers">How many registers they use.</param>
/// <param name="Constants">Values of the constants.</param>
/// <param name="Outputs">Where each output is found: exact whole numbers.</param>
internal sealed record BoundLanes(LaneCode[] Codes, int Registers, double[] Constants, LaneOperand[] Outputs);
