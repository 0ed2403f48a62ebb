/** 1_3s/2_2s/R_4s/4_1s/8_x over two levels as somebody would write it for this one case: plain floating point, no names. */
export function byHand(
  a: Float64Array,
  b: Float64Array,
  mean: readonly number[],
  sd: readonly number[],
): number {
  let flagged = 0;
  let [twoA, twoB, oneA, oneB, one, sideA, sideB, side] = [0, 0, 0, 0, 0, 0, 0, 0];
  const onward = (count: number, z: number, k: number) =>
    z > k ? (count > 0 ? count + 1 : 1) : z < -k ? (count < 0 ? count - 1 : -1) : 0;
  for (let i = 0; i < a.length; i++) {
    const x = (a[i]! - mean[0]!) / sd[0]!;
    const y = (b[i]! - mean[1]!) / sd[1]!;
    twoA = onward(twoA, x, 2);
    twoB = onward(twoB, y, 2);
    oneA = onward(oneA, x, 1);
    oneB = onward(oneB, y, 1);
    one = onward(onward(one, x, 1), y, 1);
    sideA = onward(sideA, x, 0);
    sideB = onward(sideB, y, 0);
    side = onward(onward(side, x, 0), y, 0);
    const broken =
      Math.abs(x) > 3 || Math.abs(y) > 3 ||
      (x > 2 && y > 2) || (x < -2 && y < -2) || Math.abs(twoA) >= 2 || Math.abs(twoB) >= 2 ||
      (x > 2 && y < -2) || (x < -2 && y > 2) ||
      Math.abs(oneA) >= 4 || Math.abs(oneB) >= 4 || Math.abs(one) >= 4 ||
      Math.abs(sideA) >= 8 || Math.abs(sideB) >= 8 || Math.abs(side) >= 8; // prettier-ignore
    if (broken) flagged++;
  }
  return flagged;
}
