"""Trained packs at run time: load one, cut a text into windows, run it. onnxruntime and numpy, never torch."""
