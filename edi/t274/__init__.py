"""The 274 (004050X109): provider files into segments and back, one function a loop."""
