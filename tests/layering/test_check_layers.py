#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Tests for check_layers.py."""

import unittest

from check_layers import cycle_problems, problems_in


def problems(path, include):
    return list(problems_in(path, f"#pragma once\n\n#include {include}\n", lambda _: True))


class Layers(unittest.TestCase):
    def test_lower_layers_are_allowed(self):
        self.assertEqual(problems("common/session/a.h", '"common/protocol/b.h"'), [])
        self.assertEqual(problems("server/console/a.cpp", '"server/service/service.h"'), [])
        self.assertEqual(problems("tests/common/session/a.cpp", '"tests/support/peer.h"'), [])

    def test_upper_layers_are_reported_with_file_and_line(self):
        (problem,) = problems("common/protocol/a.h", '"common/session/session.h"')
        self.assertTrue(problem.startswith("common/protocol/a.h:3: "), problem)

    def test_client_and_server_must_not_include_each_other(self):
        self.assertTrue(problems("gui-client/a.cpp", '"server/service/service.h"'))
        self.assertTrue(problems("server/service/a.cpp", '"common/session/session.h"'))
        self.assertTrue(problems("tests/gui-client/a.cpp", '"server/service/service.h"'))
        self.assertEqual(problems("tests/end-to-end/a.cpp", '"server/service/service.h"'), [])

    def test_windows_must_not_use_sockets(self):
        self.assertTrue(problems("gui-client/a.cpp", "<QTcpSocket>"))
        self.assertTrue(problems("gui-client/a.cpp", "<QtNetwork/QTcpSocket>"))
        self.assertEqual(problems("common/session/a.cpp", "<QTcpSocket>"), [])

    def test_nested_layers(self):
        self.assertEqual(problems("gui-client/a.cpp", '"gui-client/history/b.h"'), [])
        self.assertEqual(problems("gui-client/request/a.cpp", '"gui-client/history/b.h"'), [])
        self.assertTrue(problems("gui-client/history/a.cpp", '"gui-client/b.h"'))
        self.assertTrue(problems("gui-client/history/a.cpp", '"gui-client/connection/b.h"'))
        self.assertTrue(problems("gui-client/connection/a.cpp", '"gui-client/history/b.h"'))
        self.assertTrue(problems("server/console/log/a.cpp", '"server/console/clients/b.h"'))

    def test_protocol_must_not_use_clocks(self):
        self.assertTrue(problems("common/protocol/a.cpp", "<QElapsedTimer>"))

    def test_include_paths_start_at_the_root(self):
        found = list(problems_in("common/protocol/a.cpp", '#include "a.h"\n', lambda _: False))
        self.assertEqual(len(found), 1)


class Cycles(unittest.TestCase):
    def test_cycle_through_source_file_is_found(self):
        texts = {
            "gui-client/a.h": "",
            "gui-client/a.cpp": '#include "gui-client/a.h"\n#include "gui-client/b.h"\n',
            "gui-client/b.h": '#include "gui-client/c.h"\n',
            "gui-client/c_linux.cpp": '#include "gui-client/c.h"\n#include "gui-client/a.h"\n',
        }
        (problem,) = cycle_problems(texts)
        self.assertEqual(
            problem, "include cycle: gui-client/a -> gui-client/b -> gui-client/c -> gui-client/a"
        )

    def test_units_may_share_a_header(self):
        texts = {
            "gui-client/a.cpp": '#include "gui-client/a.h"\n#include "gui-client/c.h"\n',
            "gui-client/b.cpp": '#include "gui-client/a.h"\n#include "gui-client/c.h"\n',
        }
        self.assertEqual(cycle_problems(texts), [])


if __name__ == "__main__":
    unittest.main()
