/** A parcel that has come apart: a picture for customers to send, in the simulator and on the demo tour. */
export const samplePicture = {
  name: 'parcel.png',
  contentType: 'image/png',
  base64: [
    'iVBORw0KGgoAAAANSUhEUgAAAPAAAAC0BAMAAABYsrzbAAAAGFBMVEXv59rZya64ilqjdkro3MRrSivAOSuKYjisGszHAAAB+ElEQVR4',
    '2u3YQW6DMBAFUJSeoN1km47krC35Cj2BJS7QRfdZ+fpVq0bCDhhsxjNx+X8VJVKe/mDAMAwIgiAIgiAIgiAIgiAIgiAI0kncTD7+Mvcb',
    'l/tSCtuGhbOwa1g4D9u+YVcOu3aFV2DbM+xqYNes8BpsWxVeg1238EstbBsVXoVdo8LrsO0TdvWwa1N4A2x7hN0e2DUpvAW2LQpvgesr',
    'UyZ3ePLV+JvJF1Kw0YW9PEwHhUcF2DDBp73wRQomXdgrwOZwcHKQjwCbY8JeAabjwdFBvjS4OT0dTNGlS7gxacAsex+qO49JATZxYTk4',
    '2dCLwWnhXfDXTHLbWxXYcI66BH6o3CmcLqsMbEa+87gc3n3lOk3h68+IP9fgdNYXMdhwPMNEMN0X1QbYK8CkBnPsb+thzwlf72srD5Ma',
    'zLDb2wF7BZi44fRDFh414OmsWeAtN4l01vLwuAemSng6aw546zGONrmi8HSTKwlHly5BOH7hJLe4kreZYjDLG+tq2DPBBRv6h+fFg8D+',
    'ueHXxVDtW58JvPzvy/Bb1/C7KDxqwARYFPYasAEsCY8aMAEuhokDJkE4XtaAnxY+h1ALx6srhFsRHPjgUAKfA2NuBXBgzXY4hPby0HrQ',
    'S8MeBArPVh4ECs9Wzjw7tQ1gwIABAwYMGDDgfwx/A2Rwuy/NlqqaAAAAAElFTkSuQmCC',
  ].join(''),
} as const;
