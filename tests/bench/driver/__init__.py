# SPDX-License-Identifier: MIT
"""What bench.py is made of: peers, workloads, bars, and the report."""
