# SPDX-License-Identifier: MIT
"""The modules of bench.py."""
