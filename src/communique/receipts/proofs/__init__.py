"""Why a triple is in the graph: proofs, or what is missing for one."""
