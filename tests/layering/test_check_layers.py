#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""check_layers.py itself finds what it is there for."""

import unittest

from check_layers import problems_in


def problems(path, include):
    return list(problems_in(path, f"#pragma once\n\n#include {include}\n", lambda _: True))


class Layers(unittest.TestCase):
    def test_down_is_allowed(self):
        self.assertEqual(problems("common/session/a.h", '"common/protocol/b.h"'), [])
        self.assertEqual(problems("server/console/a.cpp", '"server/service/service.h"'), [])
        self.assertEqual(problems("tests/common/session/a.cpp", '"tests/support/peer.h"'), [])

    def test_up_is_found_with_its_place(self):
        (problem,) = problems("common/protocol/a.h", '"common/session/session.h"')
        self.assertTrue(problem.startswith("common/protocol/a.h:3: "), problem)

    def test_client_and_server_do_not_meet(self):
        self.assertTrue(problems("gui-client/a.cpp", '"server/service/service.h"'))
        self.assertTrue(problems("server/service/a.cpp", '"common/session/session.h"'))
        self.assertTrue(problems("tests/gui-client/a.cpp", '"server/service/service.h"'))
        self.assertEqual(problems("tests/end-to-end/a.cpp", '"server/service/service.h"'), [])

    def test_windows_hold_no_socket(self):
        self.assertTrue(problems("gui-client/a.cpp", "<QTcpSocket>"))
        self.assertTrue(problems("gui-client/a.cpp", "<QtNetwork/QTcpSocket>"))
        self.assertEqual(problems("common/session/a.cpp", "<QTcpSocket>"), [])

    def test_protocol_has_no_clock(self):
        self.assertTrue(problems("common/protocol/a.cpp", "<QElapsedTimer>"))

    def test_includes_are_written_from_the_root(self):
        found = list(problems_in("common/protocol/a.cpp", '#include "a.h"\n', lambda _: False))
        self.assertEqual(len(found), 1)


if __name__ == "__main__":
    unittest.main()
