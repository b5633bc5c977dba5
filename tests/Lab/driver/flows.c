// SPDX-License-Identifier: GPL-2.0
/* Filters of tc's classifier flower, which the adapter takes over (en_tc.c). They are only counted: while there are any they hold the e-switch's modes. */
#include <net/flow_offload.h>
#include <net/pkt_cls.h>
#include "lab.h"

static LIST_HEAD(lab_flow_blocks);

static int lab_flow(enum tc_setup_type type, void *data, void *netdev)
{
	struct flow_cls_offload *flow = data;
	struct lab_dev *dev = lab_of(netdev);

	if (type != TC_SETUP_CLSFLOWER)
		return -EOPNOTSUPP;
	switch (flow->command) {
	case FLOW_CLS_REPLACE:
		atomic_inc(&dev->flows);
		return 0;
	case FLOW_CLS_DESTROY:
		atomic_dec(&dev->flows);
		return 0;
	case FLOW_CLS_STATS:
		return 0;
	default:
		return -EOPNOTSUPP;
	}
}

int lab_setup_tc(struct net_device *netdev, enum tc_setup_type type, void *data)
{
	if (type != TC_SETUP_BLOCK)
		return -EOPNOTSUPP;
	return flow_block_cb_setup_simple(data, &lab_flow_blocks, lab_flow, netdev, netdev, true);
}
